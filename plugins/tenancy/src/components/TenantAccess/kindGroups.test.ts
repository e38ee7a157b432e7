import { groupKinds } from './kindGroups';

describe('groupKinds', () => {
  it('tells kinds by what people call them, and what is in no group by its name', () => {
    expect(
      groupKinds([
        'configmaps',
        'deployments',
        'everything of kafka.example',
        'gateways',
        'pods',
        'some secrets',
        'widgets',
      ]),
    ).toEqual({
      groups: ['workloads', 'configuration'],
      some: ['secrets'],
      others: ['gateways', 'widgets'],
      everythingOf: ['kafka.example'],
    });
  });

  it('says once what is meant whole and in single objects', () => {
    expect(
      groupKinds(['jobs', 'pods', 'some cronjobs', 'some deployments']),
    ).toMatchObject({ groups: ['workloads'], some: [] });
  });

  it('never takes what asks for Secrets for the Secrets', () => {
    expect(groupKinds(['externalsecrets', 'secretstores']).groups).toEqual([
      'externalSecrets',
    ]);
  });
});
