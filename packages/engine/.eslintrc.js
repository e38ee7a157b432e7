module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Generators of test data use development dependencies, and no entry point imports them.
      files: ['src/testing/**', 'src/**/__fixtures__/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
