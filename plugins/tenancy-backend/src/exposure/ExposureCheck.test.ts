import { clientOf, until } from '../__testUtils__/clientOf';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

describe('access through other plugins in a portal that allows everything', () => {
  let portal: Portal;

  const { get } = clientOf(() => portal);

  afterEach(() => portal.stop());

  it('are told to admins, by what a caller may', async () => {
    portal = await startPortal();
    const findings = async (user: string) =>
      (await get('platform', user).expect(200)).body.findings;

    expect(await findings('root')).toEqual([]);
    await get('tenants', 'bob').expect(200);
    await until(
      () => findings('root'),
      found => found.length > 0,
    );

    // There is no scaffolder here.
    expect(await findings('root')).toEqual([
      expect.objectContaining({
        code: 'KubernetesProxyUnrestricted',
        severity: 'warning',
        fixableBy: 'platform',
      }),
    ]);
    expect(await findings('bob')).toBeUndefined();
    expect(await findings('ada')).toBeUndefined();
  });
});
