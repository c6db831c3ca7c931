import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** So many events from one state to another are drawn as "any text". */
const NEARLY_ALL = 20;
const EVENTS_A_LINE = 5;

interface Arrow {
  from: string;
  to: string;
  /** Events by their guard. The key is empty if there is no guard. */
  events: Map<string, string[]>;
}

/**
 * The machine as a Mermaid state diagram: every state, and every event that leads to another state. Events that are
 * answered without leaving the state are left out.
 */
export function diagramOf({ root }: AnyStateMachine): string {
  const nodes = [root, ...nodesBelow(root)];
  const arrows = nodes.flatMap(arrowsFrom);
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const states = nodes.filter((node) => isState(node) || used.has(idOf(node)));
  return [
    'stateDiagram-v2',
    ...states.map((node) => `  state "${nameOf(node)}" as ${idOf(node)}`),
    `  [*] --> ${idOf(restingStateOf(root))}`,
    ...arrows.map(({ from, to, events }) => `  ${from} --> ${to}: ${labelOf(events)}`),
  ].join('\n');
}

function nodesBelow(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states).flatMap((child) => [child, ...nodesBelow(child)]);
}

/** One arrow for each target state, with all events that lead there. */
function arrowsFrom(node: AnyStateNode): Arrow[] {
  const byTarget = new Map<string, Arrow>();
  for (const { target, eventType, guard } of [...node.transitions.values()].flat()) {
    const [next] = target ?? [];
    if (!next) continue;
    const to = idOf(restingStateOf(next));
    const arrow = byTarget.get(to) ?? { from: idOf(node), to, events: new Map() };
    const condition = guard ? ` if ${guardName(guard)}` : '';
    arrow.events.set(condition, [...(arrow.events.get(condition) ?? []), eventType]);
    byTarget.set(to, arrow);
  }
  return [...byTarget.values()];
}

function guardName(guard: unknown): string {
  return typeof guard === 'object' && guard !== null && 'type' in guard ? String(guard.type) : String(guard);
}

function labelOf(events: Map<string, string[]>): string {
  return [...events].map(([condition, names]) => `${listOf(names)}${condition}`).join('<br/>');
}

function listOf(names: string[]): string {
  if (names.length >= NEARLY_ALL) return 'any text';
  const lines = Array.from({ length: Math.ceil(names.length / EVENTS_A_LINE) }, (_, line) =>
    names.slice(line * EVENTS_A_LINE, (line + 1) * EVENTS_A_LINE).join(', '),
  );
  return lines.join('<br/>');
}

function isState(node: AnyStateNode): boolean {
  return Object.keys(node.states).length === 0;
}

/** The state in which a conversation rests after it entered this node. */
function restingStateOf(node: AnyStateNode): AnyStateNode {
  const [first] = node.initial?.target ?? [];
  return first ? restingStateOf(first) : node;
}

function idOf(node: AnyStateNode): string {
  return (isState(node) ? node.path : [...node.path, 'anywhere']).join('_');
}

/** `member: asking buddy` */
function nameOf(node: AnyStateNode): string {
  const [region, leaf = 'anywhere'] = node.path;
  const words = leaf.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return region ? `${region}: ${words}` : 'anywhere';
}
