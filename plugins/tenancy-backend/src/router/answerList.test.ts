import express from 'express';
import request from 'supertest';
import { answer } from './answer';
import { answerList } from './answerList';

const item = (asOf: number, i: number) => ({
  name: `t-${i}`,
  why: 'says "asOf":1 and ,"asOf":2',
  evidence: [{ asOf, value: i }],
});
const view = (count: number, asOf = 30_000, name = 'x') => ({
  items: Array.from({ length: count }, (_, i) => item(asOf, i)),
  sources: [{ asOf, name }],
});

function ask(body: ReturnType<typeof view>, etag = '') {
  const app = express();
  app.get('/one', (req, res) => answer(req, res, body));
  app.get('/list', async (req, res) => answerList(req, res, body));
  const get = (path: string) =>
    request(app).get(path).set('if-none-match', etag);
  return { one: get('/one'), list: get('/list') };
}

describe('answers', () => {
  it.each([0, 1, 50, 51, 120])('hold all of %d items', async count => {
    const { one, list } = ask(view(count));
    expect((await one).body).toEqual(view(count));
    const { body, headers } = await list;
    expect(body).toEqual(view(count));
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it.each(['one', 'list'] as const)(
    'of %s are not sent again while only ages differ a little',
    async kind => {
      const { headers } = await ask(view(60))[kind];
      const again = async (body: ReturnType<typeof view>) =>
        (await ask(body, headers.etag)[kind]).status;
      expect(await again(view(60, 44_999))).toBe(304);
      expect(await again(view(60, 45_000))).toBe(200);
      expect(await again(view(60, 30_000, 'y'))).toBe(200);
      expect(await again(view(59))).toBe(200);
    },
  );

  it('are the same whether items were sent before or not', async () => {
    const kept = view(60);
    const first = await ask(kept).list;
    const again = await ask({ ...kept, items: [...kept.items] }).list;
    expect(again.text).toBe(first.text);
    expect(again.headers.etag).toBe(first.headers.etag);
    const copied = await ask(structuredClone(kept)).list;
    expect(copied.text).toBe(first.text);
    expect(copied.headers.etag).toBe(first.headers.etag);

    const turned = await ask({ ...kept, items: [...kept.items].reverse() })
      .list;
    expect(turned.headers.etag).not.toBe(first.headers.etag);
  });
});
