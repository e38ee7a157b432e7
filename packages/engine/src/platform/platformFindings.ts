import { Finding, ObjectRef } from '../model';
import { placeholdersOf } from '../names/expandTemplate';
import { refusalFinding } from '../request/Refusals';
import { Platform } from './platform';

/**
 * What is wrong with a platform whose fields are all well by themselves.
 */
export function platformFindings(
  platform: Platform,
  subject: ObjectRef,
): Finding[] {
  return [...duplicates(platform, subject), ...naming(platform, subject)];
}

function duplicates(platform: Platform, subject: ObjectRef): Finding[] {
  const names = platform.environments.map(environment => environment.name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          refusalFinding(subject, {
            code: 'Duplicate',
            field: `environments[${index}].name`,
            given: name,
            message: 'Two environments have this name.',
            fix: 'Give each its own.',
            mender: 'platform',
          }),
        ],
  );
}

function naming(platform: Platform, subject: ObjectRef): Finding[] {
  const template = platform.naming.namespace;
  const found = placeholdersOf(template);
  const unknown = found.filter(
    name => name !== 'tenant' && name !== 'environment',
  );
  if (
    unknown.length === 0 &&
    found.filter(name => name === 'tenant').length === 1
  ) {
    return [];
  }
  return [
    refusalFinding(subject, {
      code: 'NamingNotInjective',
      field: 'naming.namespace',
      given: template,
      message: 'Tenants would not be told apart.',
      fix: 'Use ${{ tenant }} exactly once, and ${{ environment }} where environments share a cluster.',
      mender: 'platform',
    }),
  ];
}
