import { tenantStatus } from '../../__fixtures__';
import { environmentState } from './environmentState';

describe('environmentState', () => {
  it('is not healthy where all is synced and a route does not serve', () => {
    const view = tenantStatus();
    const [environment] = view.sync.environments;
    expect(environmentState(view, environment.environment)).toBe('Healthy');

    const [route] = view.network.routes;
    view.network.routes = [
      { ...route, environment: environment.environment, state: 'Degraded' },
    ];
    expect(environmentState(view, environment.environment)).toBe('Degraded');
  });

  it('is not healthy where a cause is told that only another card shows', () => {
    const view = tenantStatus();
    const [{ environment }] = view.sync.environments;
    const quota = {
      state: 'Degraded' as const,
      why: 'is full',
      native: [],
      id: 'quota/compute',
      text: 'Quota compute is full',
      environments: [environment],
      findings: [],
      follows: [],
    };
    view.causes = [{ ...quota, isWarning: true }];
    expect(environmentState(view, environment)).toBe('Healthy');
    view.causes = [quota];
    expect(environmentState(view, environment)).toBe('Degraded');
  });
});
