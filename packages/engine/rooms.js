/*
 * The rooms of the engine from the lowest to the highest: a room imports from the rooms that stand before it and from no other.
 * `index.ts` re-exports all of them, tests and `testing` may use any.
 */
const rooms = [
  'address',
  'units',
  'model',
  'yaml',
  'bounds',
  'names',
  'kinds',
  'amounts',
  'snapshot',
  'argocd',
  'validate',
  'request',
  'platform',
  'manifests',
  'capabilities',
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
];

/** What the order does not say yet: from a room into a part of one above it. */
const exceptions = {
  // The rules for single objects know neither schemas nor kinds: descriptors of kinds hold them.
  kinds: { validate: ['./rules'] },
};

const zones = rooms.flatMap((room, i) => [
  ...rooms.slice(i + 1).map(above => ({
    target: `./src/${room}`,
    from: `./src/${above}`,
    except: exceptions[room]?.[above] ?? [],
    message: `${above} stands above ${room} (rooms.js).`,
  })),
  {
    target: `./src/${room}`,
    from: './src/index.ts',
    message: 'Import from the room itself.',
  },
]);

module.exports = {
  zones: [
    ...zones,
    {
      target: './src/validate/rules',
      from: './src/kinds',
      message: 'Descriptors of kinds hold these rules (rooms.js).',
    },
  ],
};
