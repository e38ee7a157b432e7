const factory = require('@backstage/cli/config/eslint-factory');

/** What all packages are held to beyond the rules of Backstage. */
const rules = { curly: ['error', 'all'] };
const restrictedSyntax = [
  {
    selector:
      ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"], TSParameterProperty)[accessibility="private"]',
    message: 'Name private members with a leading #.',
  },
];

/** The configuration of the package in a folder. */
module.exports = (folder, extra = {}) =>
  factory(folder, {
    ...extra,
    rules: { ...rules, ...extra.rules },
    restrictedSyntax: [...restrictedSyntax, ...(extra.restrictedSyntax ?? [])],
  });
