import { fixtureTenancyApi } from '../../__fixtures__';
import { readChosenEnvironments } from './chosenEnvironments';

const options = { environments: 'environments', tenant: 'tenant' };
const api = fixtureTenancyApi();

describe('readChosenEnvironments', () => {
  it('takes those that are chosen', async () => {
    expect(
      await readChosenEnvironments(
        api,
        { tenant: 'payments', environments: ['prod'] },
        options,
      ),
    ).toEqual(['prod']);
  });

  it('takes all that the tenant is in where none is chosen, and not all of the platform', async () => {
    const answer = await api.getTenants();
    const tenant = answer?.data.items[0];
    expect(tenant).toBeDefined();
    expect(
      await readChosenEnvironments(api, { tenant: tenant!.name }, options),
    ).toEqual(tenant?.environments.map(({ name }) => name));
  });

  it('says nothing of a tenant that one does not see', async () => {
    expect(
      await readChosenEnvironments(api, { tenant: 'nobody' }, options),
    ).toEqual([]);
  });
});
