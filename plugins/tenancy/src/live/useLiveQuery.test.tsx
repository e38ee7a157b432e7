import { act, screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TENANCY_SIGNAL_CHANNEL } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../api';
import { fixtureTenancyApi, tenantStatus } from '../__fixtures__';
import { useTenantStatus } from '../hooks';

function Tier() {
  return <p>tier {useTenantStatus('payments').data?.tier}</p>;
}

describe('useLiveQuery', () => {
  it('shares one request and reads again on a signal', async () => {
    const getTenantStatus = jest
      .fn()
      .mockResolvedValueOnce({ data: tenantStatus({ tier: 'small' }) })
      .mockResolvedValue({ data: tenantStatus({ tier: 'large' }) });
    const listeners: Array<(message: object) => void> = [];
    const unsubscribe = jest.fn();
    const signals = {
      subscribe: jest.fn((_channel: string, onMessage: () => void) => {
        listeners.push(onMessage);
        return { unsubscribe };
      }),
    };
    const view = renderInTestApp(
      <>
        <Tier />
        <Tier />
      </>,
      {
        apis: [
          [tenancyApiRef, fixtureTenancyApi({ getTenantStatus })],
          [signalApiRef, signals],
        ],
      },
    );
    expect(await screen.findAllByText('tier small')).toHaveLength(2);
    expect(getTenantStatus).toHaveBeenCalledTimes(1);
    expect(signals.subscribe).toHaveBeenCalledTimes(1);
    expect(signals.subscribe).toHaveBeenCalledWith(
      TENANCY_SIGNAL_CHANNEL,
      expect.any(Function),
    );

    act(() => listeners.forEach(tell => tell({ tenants: ['payments'] })));
    expect(
      await screen.findAllByText('tier large', {}, { timeout: 3_000 }),
    ).toHaveLength(2);

    view.unmount();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
