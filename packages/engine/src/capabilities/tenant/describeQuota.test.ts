import { describeQuota } from './describeQuota';

describe('describeQuota', () => {
  it('tells limits where they are others than what is asked for', () => {
    expect(
      describeQuota({
        requests: ['4', '8Gi'],
        limits: ['8', '16Gi'],
        pods: 30,
      }),
    ).toBe('4 CPU, 8Gi memory (limits 8 CPU, 16Gi), 30 pods');
  });

  it('tells one amount where both are the same', () => {
    expect(
      describeQuota({
        requests: ['4', '8Gi'],
        limits: ['4', '8Gi'],
        pods: '9',
      }),
    ).toBe('4 CPU, 8Gi memory, 9 pods');
  });
});
