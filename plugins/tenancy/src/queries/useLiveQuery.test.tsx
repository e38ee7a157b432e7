import type { ReactElement } from 'react';
import { act, render, screen } from '@testing-library/react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TENANCY_SIGNAL_CHANNEL } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../api';
import {
  fixtureTenancyApi,
  responseError,
  tenantStatus,
} from '../__fixtures__';
import { useTenantStatus } from '../hooks';

const rendered = jest.fn();

function Tier(props: { tenant?: string }) {
  const { data, error, answeredAt } = useTenantStatus(
    props.tenant ?? 'payments',
  );
  rendered(data, error, answeredAt);
  return (
    <p>
      {data ? `tier ${data.tier}` : 'nothing'}
      {error && `, ${error.message}`}
    </p>
  );
}

const answer = (tier: string, etag?: string) => ({
  data: tenantStatus({ tier }),
  etag,
});

function show(
  read: jest.Mock,
  options: {
    element?: ReactElement;
    signals?: object;
    userOf?: () => string | Promise<string>;
  } = {},
) {
  const { element = <Tier />, signals, userOf } = options;
  const api = fixtureTenancyApi({ getTenantStatus: read });
  const apis = [
    [tenancyApiRef, api],
    ...(signals ? [[signalApiRef, signals]] : []),
    ...(userOf
      ? [
          [
            identityApiRef,
            {
              getBackstageIdentity: async () => ({
                userEntityRef: await userOf(),
              }),
            },
          ],
        ]
      : []),
  ] as const;
  // Cards are mounted apart from each other, each in a tree of its own.
  const card = (content: ReactElement) =>
    render(<TestApiProvider apis={apis as never}>{content}</TestApiProvider>);
  return { card, ...card(element) };
}

function signalApi() {
  const listeners = new Set<(message: object) => void>();
  return {
    tell: (...tenants: string[]) =>
      act(() => listeners.forEach(listener => listener({ tenants }))),
    listeners,
    subscribe: jest.fn((_channel: string, listener: () => void) => {
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    }),
  };
}

const settle = (milliseconds = 10) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

const refusal = (statusCode: number, retryAfter?: string) =>
  Object.assign(responseError(statusCode, `refused with ${statusCode}`), {
    response: {
      headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}),
    },
  });

function hide(hidden: boolean) {
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockReturnValue(hidden ? 'hidden' : 'visible');
  act(() => {
    window.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('useLiveQuery', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    rendered.mockClear();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('shares one request between cards that are mounted apart, and one poll', async () => {
    const read = jest.fn().mockResolvedValue(answer('small'));
    const { card } = show(read);
    card(<Tier />);
    await settle();
    card(<Tier />);
    await settle();
    expect(screen.getAllByText('tier small')).toHaveLength(3);
    expect(read).toHaveBeenCalledTimes(1);

    await settle(30_000);
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('asks with the tag, and wakes nobody when nothing changed', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce(answer('small', '"1"'))
      .mockResolvedValue(undefined);
    show(read);
    await settle();
    const times = rendered.mock.calls.length;
    await settle(30_000);
    expect(read).toHaveBeenCalledTimes(4);
    expect(read).toHaveBeenLastCalledWith(
      'payments',
      expect.objectContaining({ etag: '"1"' }),
    );
    expect(rendered).toHaveBeenCalledTimes(times);
  });

  it('keeps what it knew and its age when reads fail, asks more and more seldom, and recovers', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce(answer('small'))
      .mockResolvedValueOnce(undefined)
      .mockRejectedValue(new TypeError('no connection'));
    show(read);
    await settle();
    await settle(10_000);
    const heardAt = Date.now();
    // Two attempts more within a second, of which nobody is told.
    await settle(11_000);
    expect(read).toHaveBeenCalledTimes(4);
    expect(screen.getByText('tier small')).toBeVisible();
    await settle(1_000);
    expect(screen.getByText('tier small, no connection')).toBeVisible();
    const [, , answeredAt] = rendered.mock.calls.at(-1) ?? [];
    expect(Math.abs(heardAt - answeredAt)).toBeLessThan(1_000);

    const before = read.mock.calls.length;
    await settle(300_000);
    expect(read.mock.calls.length - before).toBeLessThan(15);

    read.mockResolvedValue(answer('large'));
    await settle(30_000);
    expect(screen.getByText('tier large')).toBeVisible();
  });

  it('tells of a portal that hangs, waits longer each time, and takes a late answer', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce(answer('small'))
      // Not even broken off does it end.
      .mockImplementationOnce(() => new Promise(() => {}))
      .mockImplementationOnce(
        () =>
          new Promise(resolve => {
            setTimeout(() => resolve(answer('large')), 25_000);
          }),
      );
    show(read);
    await settle();
    await settle(24_000);
    expect(screen.getByText('tier small')).toBeVisible();
    await settle(1_500);
    expect(
      screen.getByText('tier small, No answer within 15 seconds'),
    ).toBeVisible();
    const [, { signal }] = read.mock.calls[1];
    expect(signal.aborted).toBe(true);
    await settle(26_000);
    expect(read).toHaveBeenCalledTimes(3);
    expect(screen.getByText('tier large')).toBeVisible();
  });

  it('waits no longer for a session that hangs', async () => {
    const read = jest.fn().mockResolvedValue(answer('small'));
    show(read, { userOf: () => new Promise(() => {}) });
    await settle(16_000);
    expect(
      screen.getByText('nothing, No answer within 15 seconds'),
    ).toBeVisible();
    expect(read).not.toHaveBeenCalled();
  });

  it('polls seldom only while signals come', async () => {
    const signals = signalApi();
    const read = jest.fn().mockResolvedValue(answer('small'));
    show(read, { signals });
    await settle(20_500);
    expect(read).toHaveBeenCalledTimes(3);
    // Of another tenant, it shows that signals arrive.
    signals.tell('orders');
    await settle(10_000);
    read.mockClear();
    await settle(60_000);
    expect(read).toHaveBeenCalledTimes(2);
    await settle(300_000);
    read.mockClear();
    await settle(60_000);
    expect(read).toHaveBeenCalledTimes(6);
  });

  it('leaves a backend alone as long as it wishes', async () => {
    const read = jest.fn().mockRejectedValue(refusal(503, '120'));
    show(read);
    await settle();
    expect(screen.getByText('nothing, refused with 503')).toBeVisible();
    await settle(119_000);
    expect(read).toHaveBeenCalledTimes(1);
    await settle(2_000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('does not repeat what was refused, and shows no longer what is not shown', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce(answer('small'))
      .mockRejectedValueOnce(refusal(400))
      .mockRejectedValue(refusal(404));
    show(read);
    await settle();
    await settle(10_000);
    expect(screen.getByText('tier small, refused with 400')).toBeVisible();
    await settle(5_000);
    expect(read).toHaveBeenCalledTimes(2);
    await settle(5_000);
    expect(screen.getByText('nothing, refused with 404')).toBeVisible();
    // What is asked for again meanwhile is still refused.
    rendered.mockClear();
    await settle(9_000);
    expect(read.mock.calls.length).toBeGreaterThan(4);
    rendered.mock.calls.forEach(([, error]) => expect(error).toBeDefined());
  });

  it('reads again when told of its tenant, once for a burst and never twice at a time', async () => {
    const signals = signalApi();
    const read = jest.fn().mockResolvedValue(answer('small'));
    show(read, {
      signals,
      element: (
        <>
          <Tier />
          <Tier tenant="checkout" />
        </>
      ),
    });
    await settle();
    expect(signals.subscribe).toHaveBeenCalledTimes(1);
    expect(signals.subscribe).toHaveBeenCalledWith(
      TENANCY_SIGNAL_CHANNEL,
      expect.any(Function),
    );
    read.mockClear();
    let finish: (value: object) => void = () => {};
    read.mockImplementation(
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    );
    for (let message = 0; message < 20; message += 1) {
      signals.tell('payments', 'orders');
    }
    await settle(200);
    expect(read.mock.calls.map(([tenant]) => tenant)).toEqual(['payments']);
    // An answer that takes longer than the next signal is waited for, and asked for once more.
    signals.tell('payments');
    await settle(2_000);
    signals.tell('payments');
    await settle(2_000);
    expect(read).toHaveBeenCalledTimes(1);
    finish(answer('medium'));
    await settle();
    expect(screen.getByText('tier medium')).toBeVisible();
    expect(read).toHaveBeenCalledTimes(2);
    finish(answer('large'));
    await settle();
    expect(screen.getByText('tier large')).toBeVisible();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('sleeps while the page is hidden, and asks once when it is shown again', async () => {
    const signals = signalApi();
    const read = jest.fn().mockResolvedValue(answer('small'));
    show(read, { signals });
    await settle();
    hide(true);
    signals.tell('payments');
    await settle(120_000);
    expect(read).toHaveBeenCalledTimes(1);
    hide(false);
    await settle();
    expect(read).toHaveBeenCalledTimes(2);
    for (let look = 0; look < 10; look += 1) {
      hide(true);
      hide(false);
      await settle();
    }
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('breaks off what nobody waits for, and follows nothing then', async () => {
    const signals = signalApi();
    const read = jest.fn(() => new Promise(() => {}));
    const view = show(read, { signals });
    await settle();
    const [, { signal }] = read.mock.calls[0] as unknown as [
      string,
      { signal: AbortSignal },
    ];
    expect(signal.aborted).toBe(false);
    view.unmount();
    expect(signal.aborted).toBe(true);
    expect(signals.listeners.size).toBe(0);
    await settle(120_000);
    expect(read).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBeLessThan(2);
    await settle(300_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('forgets what it knew when somebody else is signed in', async () => {
    let user = 'user:default/ada';
    const read = jest.fn().mockResolvedValue(answer('small', '"ada"'));
    show(read, { userOf: () => user });
    await settle();
    user = 'user:default/bob';
    read.mockImplementation(() => new Promise(() => {}));
    await settle(10_000);
    expect(screen.getByText('nothing')).toBeVisible();
    expect(read).toHaveBeenLastCalledWith(
      'payments',
      expect.objectContaining({ etag: undefined }),
    );
  });
});
