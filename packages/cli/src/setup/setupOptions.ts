/** The options of all commands that read a platform and its extensions. */
export const setupOptions = {
  platform: [
    '--platform <file>',
    'the platform configuration, or an app-config that has it (default: groundwork.yaml in the checkout)',
  ],
  extensions: [
    '--extensions <file...>',
    'modules with further kinds, requests and checks, outside of the checkout',
  ],
  base: [
    '--base <ref>',
    'read the platform, extensions and groups that lie in the checkout from this commit, as of the branch that a change is for',
  ],
  groups: [
    '--groups <file>',
    'YAML map of groups to groups of the identity provider, where the platform maps them by annotation',
  ],
} as const;
