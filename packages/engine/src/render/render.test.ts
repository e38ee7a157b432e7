import { parsePlatform } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { readYaml } from '../yaml';
import { smallPlatform } from '../testUtils/smallPlatform';
import { render } from './render';

const platform = parsePlatform(smallPlatform());

const payments = {
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'payments' },
  spec: {
    owner: 'group:default/payments',
    environments: ['dev'],
    tier: 'small',
  },
};

describe('render', () => {
  it('renders a tenant to files in order of their paths, each with what it says', () => {
    const { files } = render(parseRequest(payments), platform);
    expect(files.map(file => file.path)).toEqual(
      [...files.map(file => file.path)].sort(),
    );
    const holding = files.filter(file => file.objects.length > 0);
    expect(holding.map(file => readYaml(file.content))).toEqual(
      holding.map(file => file.objects),
    );
  });

  it('writes a request file that reads back as the same request', () => {
    const request = parseRequest(payments);
    const file = render(request, platform).files.find(
      item => item.path === 'platform/tenants/payments.yaml',
    );
    expect(parseRequest(readYaml(file?.content ?? '')[0])).toEqual(request);
  });
});
