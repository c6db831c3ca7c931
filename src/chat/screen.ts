import { clearLine, cursorTo, type Interface } from 'node:readline';
import { styleText } from 'node:util';

export interface Screen {
  /** Prints above the line that is being typed. */
  print(text: string): void;
  printDim(text: string): void;
  /** Prints what was typed, if the terminal does not show it. */
  echo(line: string): void;
}

/** Prints to a terminal, or plain lines if the output is not a terminal. */
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

/** Dim on a terminal with colours, unless NO_COLOR is set. */
export function dim(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}
