import { pathSegmentProblem } from '../nameProblems';
import { Cursor, refuseRepeated } from './Cursor';
import { checkSelector } from './labels';

const OPERATIONS = ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

/** Checks which requests a policy or a binding is for. */
export function checkMatchResources(match: Cursor): void {
  match.get('matchPolicy').exactlyOneOf(['Exact', 'Equivalent']);
  checkSelector(match.get('namespaceSelector'));
  checkSelector(match.get('objectSelector'));
  for (const list of ['resourceRules', 'excludeResourceRules']) {
    match.get(list).items().forEach(checkRule);
  }
}

function checkRule(rule: Cursor): void {
  const names = rule.get('resourceNames').items();
  names.forEach(name => name.named(pathSegmentProblem));
  refuseRepeated(names, name => name.text(), 'the name');
  for (const list of ['operations', 'apiGroups', 'apiVersions']) {
    rule.get(list).required();
    checkWildcard(rule.get(list));
  }
  for (const operation of rule.get('operations').items()) {
    operation.exactlyOneOf(OPERATIONS);
  }
  for (const version of rule.get('apiVersions').items()) {
    version.required();
  }
  rule.get('scope').exactlyOneOf(['*', 'Cluster', 'Namespaced']);
  checkResources(rule.get('resources'));
}

function checkWildcard(list: Cursor): void {
  const values = list.items().map(item => item.text());
  if (values.length > 1 && values.includes('*')) {
    list.fail(
      'Conflict',
      'must not have others beside *',
      'Remove * or the others.',
    );
  }
}

function checkResources(resources: Cursor): void {
  resources.required();
  const items = resources.items();
  const texts = items.map(item => item.text() ?? '');
  const ofResource = new Set<string>();
  const ofSubresource = new Set<string>();
  items.forEach(item => {
    item.required();
    const text = item.text() ?? '';
    const slash = text.indexOf('/');
    if (slash < 0) {
      return;
    }
    const [resource, sub] = [text.slice(0, slash), text.slice(slash + 1)];
    if (ofResource.has(resource) || ofSubresource.has(sub)) {
      item.fail(
        'Conflict',
        `is in one with * that stands before it: ${text}`,
        'Remove it.',
      );
    }
    if (sub === '*') {
      ofResource.add(resource);
    }
    if (resource === '*') {
      ofSubresource.add(sub);
    }
  });
  // As in Kubernetes, of the resources without a subresource only the last one counts.
  const last = texts.filter(text => text && !text.includes('/')).pop();
  if (
    (texts.includes('*/*') && texts.length > 1) ||
    (texts.includes('*') && last !== undefined && last !== '*')
  ) {
    resources.fail(
      'Conflict',
      'must not have others beside *',
      'Remove * or the others.',
    );
  }
}
