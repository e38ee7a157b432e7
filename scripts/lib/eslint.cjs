const factory = require('@backstage/cli/config/eslint-factory');

/** What all packages are held to beyond the rules of Backstage. */
const rules = { curly: ['error', 'all'] };

/** The configuration of the package in a folder. */
module.exports = (folder, extra = {}) =>
  factory(folder, { ...extra, rules: { ...rules, ...extra.rules } });
