import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Request, Response } from 'express';
import { send, ViewTag } from './answer';

const PART = 50;

/** Sends a view with many items as `answer` does, and lets others through while it is being written. */
export async function answerList(
  req: Request,
  res: Response,
  view: { items: readonly object[] },
): Promise<void> {
  const { items, ...rest } = view;
  const tag = new ViewTag();
  const parts: string[] = [];
  const add = (text: string) => {
    tag.add(text);
    parts.push(text);
  };
  add('{"items":[');
  for (let from = 0; from < items.length; from += PART) {
    const text = JSON.stringify(items.slice(from, from + PART)).slice(1, -1);
    add(from === 0 ? text : `,${text}`);
    await letOthers();
  }
  const others = JSON.stringify(rest).slice(1);
  add(others === '}' ? ']}' : `],${others}`);
  send(req, res, tag, parts);
}
