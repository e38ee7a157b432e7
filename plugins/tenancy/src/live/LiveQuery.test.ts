import { LiveQuery } from './LiveQuery';

function query(read: jest.Mock, interval: number | undefined = 10_000) {
  return new LiveQuery<string>({
    read,
    interval: () => interval,
    concerns: tenants => tenants.includes('payments'),
  });
}

async function settle(milliseconds = 0) {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

describe('LiveQuery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads once for all its subscribers', async () => {
    const read = jest.fn().mockResolvedValue({ data: 'a' });
    const live = query(read);
    const listeners = [jest.fn(), jest.fn()];
    listeners.forEach(listener => live.subscribe(listener));
    await settle();

    expect(read).toHaveBeenCalledTimes(1);
    expect(live.getState().data).toBe('a');
    listeners.forEach(listener => expect(listener).toHaveBeenCalledTimes(1));
  });

  it('reads again with the tag and does not wake the page when nothing changed', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce({ data: 'a', etag: '"1"' })
      .mockResolvedValue(undefined);
    const live = query(read);
    const listener = jest.fn();
    live.subscribe(listener);
    await settle();
    await settle(10_000);

    expect(read).toHaveBeenLastCalledWith({ etag: '"1"' });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(live.getState()).toMatchObject({
      data: 'a',
      answeredAt: Date.now(),
    });
  });

  it('keeps what it knew when a read fails, and recovers', async () => {
    const read = jest
      .fn()
      .mockResolvedValueOnce({ data: 'a' })
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValue(undefined);
    const live = query(read);
    live.subscribe(() => {});
    await settle();
    await settle(10_000);
    expect(live.getState()).toMatchObject({
      data: 'a',
      error: new Error('down'),
      answeredAt: Date.now() - 10_000,
    });

    await settle(10_000);
    expect(live.getState().error).toBeUndefined();
    expect(live.getState().data).toBe('a');
  });

  it('stops reading when the last subscriber leaves', async () => {
    const read = jest.fn().mockResolvedValue({ data: 'a' });
    const unsubscribe = query(read).subscribe(() => {});
    await settle();
    unsubscribe();
    await settle(60_000);

    expect(read).toHaveBeenCalledTimes(1);
  });

  it('follows signals of its tenants, once for a burst', async () => {
    const read = jest.fn().mockResolvedValue({ data: 'a' });
    const live = query(read, undefined);
    live.subscribe(() => {});
    await settle();
    live.onSignal(['checkout']);
    await settle(5_000);
    expect(read).toHaveBeenCalledTimes(1);

    live.onSignal(['payments']);
    live.onSignal(['payments', 'checkout']);
    await settle(1_000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('asks again after the read under way when told to meanwhile', async () => {
    const read = jest.fn().mockResolvedValue({ data: 'a' });
    const live = query(read, undefined);
    live.subscribe(() => {});
    live.refresh();
    live.refresh();
    await settle();

    expect(read).toHaveBeenCalledTimes(2);
  });

  it('sleeps while the page is hidden and reads when it shows again', async () => {
    const read = jest.fn().mockResolvedValue({ data: 'a' });
    const live = query(read);
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    live.subscribe(() => {});
    await settle();
    visibility.mockReturnValue('hidden');
    await settle(60_000);
    expect(read).toHaveBeenCalledTimes(1);

    visibility.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(read).toHaveBeenCalledTimes(2);
    visibility.mockRestore();
  });
});
