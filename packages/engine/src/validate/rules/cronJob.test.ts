import { wrongFields } from '../__fixtures__/wrongFields';

const container = { name: 'app', image: 'registry.example.com/app:1' };
const pod = (parts: object, of: object = {}) => ({
  containers: [{ ...container, ...of }],
  ...parts,
});
const template = (spec: object = pod({})) => ({
  metadata: { labels: { app: 'a' } },
  spec,
});

describe('CronJob', () => {
  const cronJob = (schedule: string, restartPolicy = 'Never') =>
    wrongFields('batch/v1/CronJob', {
      spec: {
        schedule,
        jobTemplate: {
          spec: { template: template(pod({ restartPolicy })) },
        },
      },
    });
  it.each(['*/5 * * * *', '0 22 * * MON-FRI', '0 0 1,15 JAN,JUL ?', '@hourly'])(
    'takes the schedule %s',
    schedule => {
      expect(cronJob(schedule)).toEqual([]);
    },
  );
  it.each([
    '* * * *',
    '60 * * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 * 13 *',
    '0 0 * * MON-SUN',
    '*/0 * * * *',
    'TZ=UTC 0 0 * * *',
    '@sometimes',
  ])('refuses the schedule %s', schedule => {
    expect(cronJob(schedule)).toEqual(['WrongFormat spec.schedule']);
  });
  it('refuses pods that always restart', () => {
    expect(cronJob('0 0 * * *', 'Always')).toEqual([
      'NotAllowed spec.jobTemplate.spec.template.spec.restartPolicy',
    ]);
  });
});
