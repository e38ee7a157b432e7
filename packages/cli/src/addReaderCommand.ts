import { Command } from 'commander';
import { readerManifest } from '@groundwork/engine';
import { readExtensions } from './setup/readSetup';
import { type SetupOptions, withExtensions } from './setup/withSetup';
import type { Terminal } from './Terminal';

/** `groundwork reader`, for clusters that the portal shall read before it renders anything for them. */
export function addReaderCommand(program: Command, terminal: Terminal): void {
  withExtensions(
    program
      .command('reader')
      .description(
        'Print the manifest of the account that the portal reads a cluster with, its kinds and those of extensions',
      )
      .argument(
        '[dir]',
        'a checkout; no extension is loaded from it as it lies there',
        '.',
      ),
    'a platform configuration that names extensions',
  ).action(async (directory: string, flags: SetupOptions) => {
    const { kinds } = await readExtensions(directory, flags);
    terminal.out(readerManifest(kinds));
  });
}
