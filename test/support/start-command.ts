import packageJson from '../../package.json' with { type: 'json' };

/** The parts of the command `npm start`: environment, options of Node, and the file. */
export interface StartCommand {
  env: Record<string, string>;
  nodeOptions: string[];
  file: string;
}

export function readStartCommand(): StartCommand {
  const words = packageJson.scripts.start.split(' ');
  const node = words.indexOf('node');
  const settings = words.slice(0, node).filter((word) => word.includes('='));
  return {
    env: Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string])),
    nodeOptions: words.slice(node + 1, -1),
    file: words.at(-1) ?? '',
  };
}
