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
});
