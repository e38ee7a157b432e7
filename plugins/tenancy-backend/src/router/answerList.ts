import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Request, Response } from 'express';
import { send, ViewTag } from './answer';

const PART = 50;

/** An item as it is sent, and its part of the tag. */
interface Written {
  text: string;
  tag: string;
}

/** Of items that are sent again and again, such as thousands of summaries that are kept. */
const written = new WeakMap<object, Written>();

/**
 * Sends a view with many items as `answer` does, and lets others through while it is being written. An item that is the same
 * object as in an earlier answer is not written again, so it must not have changed.
 */
export async function answerList(
  req: Request,
  res: Response,
  view: { items: readonly object[] },
): Promise<void> {
  const { items, ...rest } = view;
  const tag = new ViewTag();
  const parts: string[] = ['{"items":['];
  for (let from = 0; from < items.length; from += PART) {
    const part = items.slice(from, from + PART).map(write);
    tag.add(part.map(each => each.tag).join());
    const text = part.map(each => each.text).join();
    parts.push(from === 0 ? text : `,${text}`);
    await letOthers();
  }
  const others = JSON.stringify(rest);
  tag.add(others);
  parts.push(others === '{}' ? ']}' : `],${others.slice(1)}`);
  send(req, res, tag, parts);
}

function write(item: object): Written {
  const known = written.get(item);
  if (known) {
    return known;
  }
  const text = JSON.stringify(item);
  const tag = new ViewTag();
  tag.add(text);
  const made = { text, tag: tag.toString() };
  written.set(item, made);
  return made;
}
