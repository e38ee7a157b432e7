const { zones } = require('./rooms');

module.exports = require('../../scripts/lib/eslint.cjs')(__dirname, {
  overrides: [
    {
      // Generators of test data use development dependencies, and no entry point imports them.
      files: ['src/testing/**', 'src/**/__fixtures__/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
    {
      files: ['src/**/*.ts'],
      excludedFiles: [
        'src/**/*.test.ts',
        'src/testing/**',
        'src/**/__fixtures__/**',
      ],
      settings: {
        'import/resolver': { node: { extensions: ['.ts', '.json'] } },
      },
      rules: {
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
