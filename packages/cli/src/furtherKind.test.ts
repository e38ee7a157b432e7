import {
  defaultKinds,
  type KindDescriptor,
  parsePlatform,
  withKinds,
  writeYaml,
} from '@groundwork/engine';
import { checkTree, type TreeInputs } from './checkTree';
import { smallPlatform } from '@groundwork/engine/testUtils';

const widget: KindDescriptor = {
  group: 'widgets.example.com',
  kind: 'Widget',
  plural: 'widgets',
  versions: ['v1'],
  namespaced: false,
  schema: 'cluster',
  writer: 'platform',
  reach: 'cluster',
  validate: { v1: object => object.get('spec').required() },
};

/** What is said of a Widget in a tenant's directory. */
function found(kinds = defaultKinds): string[] {
  const path = 'tenants/pay/dev/widget.yaml';
  const text = writeYaml({
    apiVersion: 'widgets.example.com/v1',
    kind: 'Widget',
    metadata: { name: 'w' },
  });
  const checkout = {
    paths: [path],
    text: (asked: string) => (asked === path ? text : undefined),
    unread: [],
  } as unknown as TreeInputs['checkout'];
  const platform = parsePlatform(smallPlatform(), { kinds });
  return checkTree({ checkout, platform, now: 1 }).map(
    ({ finding }) => `${finding.code} ${finding.field}`,
  );
}

describe('a checkout with objects of a kind that the platform brings', () => {
  it('is held against the rules of that kind', () => {
    expect(found(withKinds(defaultKinds, [widget]))).toContain(
      'MissingField spec',
    );
    expect(found()).not.toContain('MissingField spec');
  });
});
