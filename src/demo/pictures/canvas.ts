import type { Pixels } from '#src/platform/png.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Pixels to draw on. What is outside of it is left out. */
export class Canvas implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(3 * width * height);
  }

  /** `strength` 1 covers what is there, and 0 leaves it. */
  dot(x: number, y: number, colour: Colour, strength = 1): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || strength <= 0) return;
    const start = 3 * (y * this.width + x);
    for (let part = 0; part < 3; part += 1) {
      const before = this.rgb[start + part] ?? 0;
      this.rgb[start + part] = before + ((colour[part] ?? 0) - before) * Math.min(1, strength);
    }
  }

  /** Colours every pixel of a rectangle. `paint` returns undefined where nothing is drawn. */
  fill(
    [left, top, right, bottom]: readonly [number, number, number, number],
    paint: Colour | ((x: number, y: number) => Colour | undefined),
  ): void {
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const colour = typeof paint === 'function' ? paint(x, y) : paint;
        if (colour) this.dot(x, y, colour);
      }
    }
  }

  disc(centreX: number, centreY: number, radius: number, colour: Colour): void {
    this.fill([centreX - radius, centreY - radius, centreX + radius + 1, centreY + radius + 1], (x, y) =>
      Math.hypot(x - centreX, y - centreY) <= radius ? colour : undefined,
    );
  }

  /** Light that fades with the distance. */
  glow(centreX: number, centreY: number, radius: number, colour: Colour, strength = 0.8): void {
    for (let y = centreY - radius; y <= centreY + radius; y += 1) {
      for (let x = centreX - radius; x <= centreX + radius; x += 1) {
        const nearness = 1 - Math.hypot(x - centreX, y - centreY) / radius;
        if (nearness > 0) this.dot(x, y, colour, strength * nearness ** 2);
      }
    }
  }
}

export function mix(one: Colour, other: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2) => one[index] + (other[index] - one[index]) * share;
  return [part(0), part(1), part(2)];
}
