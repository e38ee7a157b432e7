import { Command } from 'commander';
import { readerManifest } from '@groundwork/engine';
import { readExtensions } from './setup/readSetup';
import { setupOptions } from './setup/setupOptions';
import type { Terminal } from './Terminal';

interface ReaderFlags {
  platform?: string;
  extensions?: string[];
  base?: string;
}

/** `groundwork reader`, for clusters that the portal shall read before it renders anything for them. */
export function addReaderCommand(program: Command, terminal: Terminal): void {
  const { platform, extensions, base } = setupOptions;
  program
    .command('reader')
    .description(
      'Print the manifest of the account that the portal reads a cluster with, its kinds and those of extensions',
    )
    .argument(
      '[dir]',
      'a checkout; no extension is loaded from it as it lies there',
      '.',
    )
    .option(platform[0], 'a platform configuration that names extensions')
    .option(...extensions)
    .option(...base)
    .action(async (directory: string, flags: ReaderFlags) => {
      const { kinds } = await readExtensions(directory, flags);
      terminal.out(readerManifest(kinds));
    });
}
