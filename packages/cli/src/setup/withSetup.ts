import type { Command } from 'commander';

/** What names the platform and its code on the command line, whatever the command. */
export interface SetupOptions {
  platform?: string;
  /** Files with extensions. */
  extensions?: readonly string[];
  /** A commit to read all of it from, where it lies in the checkout. */
  base?: string;
  groups?: string;
}

/** Adds the options by which a command is told of a platform, its extensions and its groups. */
export function withSetup(command: Command): Command {
  return withExtensions(
    command,
    'the platform configuration, or an app-config that has it (default: groundwork.yaml in the checkout)',
  ).option(
    '--groups <file>',
    'YAML map of groups to groups of the identity provider, where the platform maps them by annotation',
  );
}

/** The same, for commands that look at no groups. `platform` says what the file is for. */
export function withExtensions(command: Command, platform: string): Command {
  return command
    .option('--platform <file>', platform)
    .option(
      '--extensions <file...>',
      'modules with further kinds, requests and checks, outside of the checkout',
    )
    .option(
      '--base <ref>',
      'read the platform, extensions and groups that lie in the checkout from this commit, as of the branch that a change is for',
    );
}
