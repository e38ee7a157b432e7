import { isGlob } from '../../names/globMatches';
import { cronProblem } from './cron';
import { Cursor, refuseRepeated } from './Cursor';
import { checkDuration } from './durations';

const RESOURCES = [
  'applications',
  'applicationsets',
  'repositories',
  'clusters',
  'logs',
  'exec',
];
// The patterns of actions are found anywhere in the text.
const ACTION =
  /^(get|create|update|delete|sync|override|rollback|\*)$|(action|update|delete)\/.*/;
const ROLE_NAME = /^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/;
// eslint-disable-next-line no-control-regex -- tabs and line breaks are what Argo CD refuses
const GROUP = /^[^",\n\r\t]+$|^"[^"\n\r\t]+"$/;
const ACCOUNT = /^[^!*[\]{}\\/]+$/;

/**
 * Checks an AppProject as Argo CD does before it uses one (`ValidateProject` of release 3.6).
 */
export function checkAppProject(object: Cursor): void {
  const project = object.get('metadata', 'name').text() ?? '';
  const spec = object.get('spec');
  const destinations = spec.get('destinations').items();
  for (const destination of destinations) {
    for (const field of ['server', 'name', 'namespace']) {
      destination.get(field).named(refusesNothingAtAll);
    }
  }
  refuseRepeated(
    destinations,
    d =>
      `${d.get('server').text() || d.get('name').text() || ''}/${places(
        d,
        'namespace',
      )}`,
    'the destination',
  );
  refuseRepeated(
    spec.get('sourceNamespaces').items(),
    n => n.text(),
    'the namespace',
  );
  spec
    .get('sourceRepos')
    .items()
    .forEach(r => r.named(refusesNothingAtAll));
  refuseRepeated(
    spec.get('sourceRepos').items(),
    r => r.text(),
    'the repository',
  );
  const accounts = spec.get('destinationServiceAccounts').items();
  for (const account of accounts) {
    account.get('server').named(patternProblem);
    account.get('namespace').named(patternProblem);
    account.get('defaultServiceAccount').required();
    account
      .get('defaultServiceAccount')
      .named(name =>
        ACCOUNT.test(name) && name.trim() !== ''
          ? undefined
          : 'must be the name of a service account, without patterns',
      );
  }
  refuseRepeated(
    accounts,
    a => places(a, 'server', 'namespace'),
    'the destination',
  );
  const roles = spec.get('roles').items();
  refuseRepeated(roles, r => r.get('name').text(), 'the role');
  roles.forEach(role => checkRole(role, project));
  checkWindows(spec.get('syncWindows').items());
}

function places(cursor: Cursor, ...fields: string[]): string {
  return fields.map(field => cursor.get(field).text() ?? '').join('|');
}

function refusesNothingAtAll(text: string): string | undefined {
  return text === '!*' ? 'must not exclude everything' : undefined;
}

function patternProblem(text: string): string | undefined {
  if (text.includes('!')) {
    return 'must not contain !';
  }
  return isGlob(text) ? undefined : 'must be a pattern';
}

function checkRole(role: Cursor, project: string): void {
  const name = role.get('name');
  name.named(text =>
    ROLE_NAME.test(text)
      ? undefined
      : 'must be letters, digits, - and _, and start and end with a letter or digit',
  );
  const policies = role.get('policies').items();
  refuseRepeated(policies, p => p.text(), 'the policy');
  for (const policy of policies) {
    policy.named(text => policyProblem(text, project, name.text() ?? ''));
  }
  const groups = role.get('groups').items();
  refuseRepeated(groups, g => g.text(), 'the group');
  for (const group of groups) {
    group.named(text =>
      text.trim() === text && GROUP.test(text)
        ? undefined
        : 'must be the name of a group, without commas unless it stands in quotes',
    );
  }
}

function policyProblem(
  policy: string,
  project: string,
  role: string,
): string | undefined {
  const parts = policy.split(',').map(part => part.replace(/^ +| +$/g, ''));
  const [type, subject, resource, action, object, effect] = parts;
  if (parts.length !== 6 || type !== 'p') {
    return 'must be of the form "p, subject, resource, action, object, effect"';
  }
  if (subject !== `proj:${project}:${role}`) {
    return `must have the subject proj:${project}:${role}`;
  }
  if (!RESOURCES.includes(resource)) {
    return `must have one of the resources ${RESOURCES.join(', ')}`;
  }
  if (!ACTION.test(action)) {
    return `must have an action of Argo CD, not ${action}`;
  }
  const rest = object.startsWith(`${project}/`)
    ? object.slice(project.length)
    : '';
  if (!/^(\/[*\w.-]+){1,2}$/.test(rest)) {
    return `must have an object of the form ${project}/* or ${project}/<name>`;
  }
  return effect === 'allow' || effect === 'deny'
    ? undefined
    : 'must end with allow or deny';
}

function checkWindows(windows: Cursor[]): void {
  refuseRepeated(
    windows,
    w =>
      JSON.stringify(
        [
          'kind',
          'schedule',
          'duration',
          'applications',
          'namespaces',
          'clusters',
          'timeZone',
          'andOperator',
        ].map(field => w.get(field).value ?? ''),
      ),
    'the window',
  );
  for (const window of windows) {
    window
      .get('kind')
      .named(kind =>
        kind === 'allow' || kind === 'deny'
          ? undefined
          : 'must be allow or deny',
      );
    window.get('kind').required();
    window.get('schedule').required();
    window.get('schedule').named(cronProblem);
    window.get('duration').required();
    checkDuration(window.get('duration'));
    window
      .get('description')
      .named(text =>
        new TextEncoder().encode(text).length > 255
          ? 'must have at most 255 bytes'
          : undefined,
      );
    const scopes = ['applications', 'namespaces', 'clusters'];
    if (scopes.every(scope => window.get(scope).items().length === 0)) {
      window.fail(
        'MissingField',
        'must have applications, namespaces or clusters',
        'Say what it binds.',
      );
    }
  }
}
