/*
 * The rooms of the engine from the lowest to the highest: a room imports from the rooms that stand before it and from no other.
 * `index.ts` re-exports all of them, tests and `testing` may use any.
 */
const rooms = [
  'address',
  'steps',
  'units',
  'model',
  'yaml',
  'bounds',
  'names',
  'validate',
  'kinds',
  'podSecurity',
  'amounts',
  'snapshot',
  'argocd',
  'request',
  'platform',
  'manifests',
  'promotion',
  'capabilities',
  'draft',
  'guardrails',
  'parse',
  'edit',
  'customize',
  'render',
  'status',
  'changes',
  'check',
  'extensions',
  'preview',
  'fixes',
  'adopt',
  'enforcement',
];

const zones = rooms.flatMap((room, i) => [
  ...rooms.slice(i + 1).map(above => ({
    target: `./src/${room}`,
    from: `./src/${above}`,
    message: `${above} stands above ${room} (rooms.js).`,
  })),
  {
    target: `./src/${room}`,
    from: './src/index.ts',
    message: 'Import from the room itself.',
  },
]);

module.exports = {
  zones,
};
