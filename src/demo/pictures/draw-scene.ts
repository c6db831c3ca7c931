import { encodePng } from '#src/platform/png.ts';
import { Canvas, mix } from './canvas.ts';

const WIDTH = 320;
const HEIGHT = 240;
const PAVEMENT = 168;
const KERB = 184;

const NIGHT = [11, 16, 36] as const;
const DUSK = [74, 70, 108] as const;
const STAR = [238, 236, 214] as const;
const ROOF = [30, 30, 50] as const;
const WINDOW = [226, 178, 96] as const;
const WALL = [132, 118, 112] as const;
const BRICK = [122, 70, 56] as const;
const PILLAR = [150, 136, 124] as const;
const STEEL = [86, 90, 100] as const;
const WIRE = [104, 108, 120] as const;
const GRASS = [30, 52, 40] as const;
const PAVING = [98, 96, 104] as const;
const JOINT = [66, 64, 72] as const;
const ROAD = [52, 53, 62] as const;
const PAINT = [212, 212, 208] as const;
const SHADOW = [18, 18, 26] as const;
const LIGHT = [255, 218, 140] as const;
const BRAKE_LIGHT = [222, 46, 40] as const;

export type SceneName = keyof typeof SCENES;

/** A street at night with what somebody saw there. */
const SCENES = {
  bakkie: (canvas: Canvas) => {
    wall(canvas, 0, WIDTH);
    gate(canvas, 40, 120);
    street(canvas);
    lamp(canvas, 292, true);
    bakkie(canvas, 118, 160);
  },
  fence: (canvas: Canvas) => {
    fence(canvas, 92, WIDTH);
    hole(canvas, 214, 138);
    wall(canvas, 0, 92);
    street(canvas);
    lamp(canvas, 104, true);
  },
  gate: (canvas: Canvas) => {
    tree(canvas, 262, 84);
    wall(canvas, 0, WIDTH);
    gate(canvas, 100, 206, true);
    street(canvas);
    lamp(canvas, 306, false);
  },
} as const;

const drawn = new Map<SceneName, Buffer>();

/** A PNG of the scene. */
export function drawScene(name: SceneName): Buffer {
  const known = drawn.get(name);
  if (known) return known;
  const canvas = new Canvas(WIDTH, HEIGHT);
  sky(canvas);
  SCENES[name](canvas);
  const picture = encodePng(canvas);
  drawn.set(name, picture);
  return picture;
}

function sky(canvas: Canvas): void {
  canvas.fill([0, 0, WIDTH, PAVEMENT], (_, y) => mix(NIGHT, DUSK, (y / PAVEMENT) ** 2));
  for (let star = 1; star <= 46; star += 1) {
    canvas.dot((star * 79) % WIDTH, (star * star * 13) % 84, STAR, 0.3 + ((star * 7) % 10) / 16);
  }
  canvas.glow(38, 34, 34, STAR, 0.35);
  canvas.disc(38, 34, 11, STAR);
  canvas.disc(43, 31, 10, mix(NIGHT, DUSK, 0.03));
  // roofs behind the wall
  canvas.fill([0, 66, WIDTH, PAVEMENT], (x, y) => (y > 66 + Math.abs((x % 128) - 58) / 2 ? ROOF : undefined));
  canvas.fill([82, 92, 96, 104], WINDOW);
  canvas.fill([214, 94, 226, 104], WINDOW);
}

function street(canvas: Canvas): void {
  canvas.fill([0, PAVEMENT, WIDTH, KERB], (x) => (x % 40 === 0 ? JOINT : PAVING));
  canvas.fill([0, KERB, WIDTH, KERB + 4], JOINT);
  canvas.fill([0, KERB + 4, WIDTH, HEIGHT], (_, y) => mix(ROAD, NIGHT, (y - KERB) / 90));
  canvas.fill([0, 220, WIDTH, 223], (x) => (x % 60 < 34 ? PAINT : undefined));
}

/** Plastered, with a course of bricks on top. */
function wall(canvas: Canvas, from: number, to: number): void {
  canvas.fill([from, 108, to, PAVEMENT], (x, y) => mix(WALL, NIGHT, 0.2 + ((x * 31 + y * 17) % 11) / 90));
  canvas.fill([from, 102, to, 108], (x) => (x % 14 === 0 ? JOINT : BRICK));
}

/** Steel bars between two pillars. */
function gate(canvas: Canvas, from: number, to: number, isOpen = false): void {
  canvas.fill([from, 104, to, PAVEMENT], NIGHT);
  const hung = isOpen ? from + (to - from) / 3 : to;
  canvas.fill([from, 108, Math.floor(hung), PAVEMENT - 2], (x, y) =>
    (x - from) % 8 < 2 || y % 26 < 3 ? STEEL : undefined,
  );
  for (const pillar of [from - 6, to - 2]) canvas.fill([pillar, 96, pillar + 8, PAVEMENT], PILLAR);
}

function lamp(canvas: Canvas, x: number, isLit: boolean): void {
  canvas.fill([x, 40, x + 3, KERB], STEEL);
  canvas.fill([x - 20, 40, x + 3, 42], STEEL);
  canvas.fill([x - 26, 40, x - 14, 45], isLit ? LIGHT : STEEL);
  if (!isLit) return;
  canvas.glow(x - 20, 46, 70, LIGHT, 0.75);
  canvas.glow(x - 20, KERB, 62, LIGHT, 0.45);
}

/** From its left: the load bed, the cab and the bonnet. */
function bakkie(canvas: Canvas, x: number, y: number): void {
  canvas.fill([x + 6, y + 44, x + 136, y + 49], SHADOW);
  canvas.fill([x, y + 16, x + 138, y + 40], PAINT);
  canvas.fill([x + 46, y - 6, x + 100, y + 18], (px, py) => (px > x + 88 + (py - y) / 2 ? undefined : PAINT));
  canvas.fill([x + 51, y - 2, x + 70, y + 13], SHADOW);
  canvas.fill([x + 74, y - 2, x + 92, y + 13], (px, py) => (px > x + 84 + (py - y) / 2 ? undefined : SHADOW));
  canvas.fill([x, y + 27, x + 138, y + 29], JOINT);
  canvas.fill([x + 44, y + 17, x + 45, y + 38], JOINT);
  canvas.fill([x, y + 20, x + 4, y + 27], BRAKE_LIGHT);
  canvas.glow(x + 1, y + 23, 16, BRAKE_LIGHT, 0.6);
  for (const wheel of [x + 26, x + 110]) {
    canvas.disc(wheel, y + 40, 11, SHADOW);
    canvas.disc(wheel, y + 40, 5, STEEL);
  }
}

/** Wire between posts, with a dark field behind it. */
function fence(canvas: Canvas, from: number, to: number): void {
  canvas.fill([from, 116, to, PAVEMENT], (x, y) => ((x * 7 + y * 13) % 17 < 3 ? GRASS : NIGHT));
  canvas.fill([from, 84, to, PAVEMENT], (x, y) => ((x + y) % 10 === 0 || (x - y + 600) % 10 === 0 ? WIRE : undefined));
  for (let post = from; post < to; post += 56) canvas.fill([post, 78, post + 4, PAVEMENT], STEEL);
}

/** Somebody cut the wire and bent it to both sides. */
function hole(canvas: Canvas, x: number, y: number): void {
  const isInside = (px: number, py: number, size: number) => Math.abs(px - x) < ((py - y + 34) / 64) * size;
  canvas.fill([x - 34, y - 34, x + 34, PAVEMENT], (px, py) => (isInside(px, py, 30) ? SHADOW : undefined));
  canvas.fill([x - 34, y - 34, x + 34, PAVEMENT], (px, py) =>
    isInside(px, py, 33) && !isInside(px, py, 29) ? PAINT : undefined,
  );
}

function tree(canvas: Canvas, x: number, y: number): void {
  canvas.fill([x - 3, y, x + 4, PAVEMENT], SHADOW);
  for (const [dx, dy, radius] of [
    [-16, -6, 18],
    [14, -10, 20],
    [0, -24, 20],
    [2, 4, 16],
  ] as const) {
    canvas.disc(x + dx, y + dy, radius, GRASS);
  }
}
