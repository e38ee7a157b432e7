import request from 'supertest';
import {
  deployingPortal,
  image,
  otherToken,
  path,
  requestOf,
  token,
  workload,
} from '../__testUtils__/deployingPortal';

jest.setTimeout(60_000);

describe('the credential of a pipeline', () => {
  const { portal, pipeline, inGit } = deployingPortal();

  const notThere = [
    ['another tenant', { path: 'ci/tenants/web/workloads/api/deployments' }],
    [
      'a tenant that there is not',
      { path: 'ci/tenants/none/workloads/api/deployments' },
    ],
    ['another workload', { path: 'ci/tenants/pay/workloads/db/deployments' }],
  ] as const;

  it.each(notThere)('says of %s what it says of none', async (_, options) => {
    const { body } = await pipeline({ image: `${image}:2` }, options).expect(
      404,
    );
    expect(body.error.message).toMatch(
      /^There is no workload \w+ of tenant \w+ that you may deploy there$/,
    );
    expect(portal().git.files.get(requestOf('web'))).toBe(workload('web'));
  });

  it('says the same of an environment that it may not deploy to', async () => {
    for (const name of ['prod', 'nowhere']) {
      const { body } = await pipeline({
        image: `${image}:2`,
        environments: [name],
      }).expect(404);
      expect(body.error.message).toContain('that you may deploy there');
    }
  });

  it.each([
    'ci/tenants/..%2fweb/workloads/api/deployments',
    'ci/tenants/pay/workloads/..%2f..%2fweb/deployments',
    'ci/tenants/pay%00/workloads/api/deployments',
    'ci/tenants/PAY/workloads/api/deployments',
    'ci/tenants/__proto__/workloads/api/deployments',
  ])('takes no path for a name: %s', async tricky => {
    const { status } = await pipeline(
      { image: `${image}:2` },
      { path: tricky },
    );
    expect([400, 404]).toContain(status);
    expect(inGit()).toBe(workload('pay'));
  });

  it.each([
    ['none', ''],
    ['an unknown one', 'Bearer another-token-that-nobody-has-given-out'],
    ['a prefix of one', `Bearer ${token.slice(0, -1)}`],
    ['two', `Bearer ${token} ${otherToken}`],
    ['its hash', 'Bearer sha256:aa'],
    [
      'an unsigned one',
      `Bearer ${unsigned({ iss: 'https://issuer.example.com' })}`,
    ],
  ])('knows nobody with %s', async (_, authorization) => {
    const answer = await request(portal().server)
      .post(`/api/tenancy/ci/${path}`)
      .set('Authorization', authorization)
      .send({ image: `${image}:2` })
      .expect(401);
    expect(answer.body.error.message).toContain('not known here');
  });

  it('is known nowhere else', async () => {
    for (const each of [
      'tenants',
      'tenants/pay/status',
      path,
      'platform',
      'tenants/pay/workloads/api/versions',
    ]) {
      await request(portal().server)
        .get(`/api/tenancy/${each}`)
        .set('Authorization', `Bearer ${token}`)
        .expect(401);
    }
    for (const each of ['preview', 'proposals', path]) {
      await request(portal().server)
        .post(`/api/tenancy/${each}`)
        .set('Authorization', `Bearer ${token}`)
        .send({ image: `${image}:2` })
        .expect(401);
    }
    expect(inGit()).toBe(workload('pay'));
  });

  it('is looked at before a body is read, and bodies are bounded', async () => {
    const long = JSON.stringify({ image: 'a'.repeat(300_000) });
    await pipeline(long, {
      token: 'nobody-has-given-out-this-token-ever',
    }).expect(401);
    await pipeline(long).expect(413);
    await pipeline(`{"image":${'['.repeat(1000)}`).expect(413);
    expect(inGit()).toBe(workload('pay'));
  });

  it('is let through only so often', async () => {
    const answers: Array<{ status: number; retry?: string }> = [];
    for (let at = 0; at < 25; at += 1) {
      const { status, headers } = await pipeline({ image });
      answers.push({ status, retry: headers['retry-after'] });
    }
    expect(answers).toContainEqual({
      status: 429,
      retry: expect.stringMatching(/^[1-9]/),
    });
    // Others are let through all the same.
    await pipeline(
      { image: `${image}:2` },
      { token: otherToken, path: 'ci/tenants/web/workloads/api/deployments' },
    ).expect(202);
  });

  it('can change nothing while its tenant cannot be read', async () => {
    portal().git.write({ 'platform/tenants/pay.yaml': 'broken: [' });
    const { status } = await pipeline({ image: `${image}:2` });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(inGit()).toBe(workload('pay'));
  });
});

function unsigned(payload: object): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(payload)}.`;
}
