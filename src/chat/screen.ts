import { clearLine, cursorTo, type Interface } from 'node:readline';
import { styleText } from 'node:util';

export interface Screen {
  /** Prints above the line that is being typed. */
  print(text: string): void;
  printDim(text: string): void;
  /** What was typed, where it is not on the screen by itself. */
  echo(line: string): void;
}

/** The terminal, or just a stream of lines where it is none. */
export function createScreen(keyboard: Interface, output: NodeJS.WriteStream, isTerminal: boolean): Screen {
  const print = (text: string) => {
    if (isTerminal) {
      clearLine(output, 0);
      cursorTo(output, 0);
    }
    output.write(`${text}\n`);
    if (isTerminal) keyboard.prompt(true);
  };
  return {
    print,
    printDim: (text) => print(dim(text)),
    echo: (line) => {
      if (!isTerminal) print(`> ${line}`);
    },
  };
}

/** Subtle on a terminal that can; elsewhere, or with NO_COLOR, as it is. */
export function dim(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}
