import { line, type PortalAnswer, readAnswer } from './PortalAnswer';

const patience = 60_000;

/** What came of one question. */
export interface PortalReply {
  answer?: PortalAnswer;
  /** What to say where there is no answer. */
  message: string;
  /** Whether asking again may help. */
  isPassing: boolean;
  /** Milliseconds to wait before. */
  retryAfter?: number;
}

/** Asks the portal once; posts where there is a body. */
export async function askPortal(
  url: URL,
  token: string,
  body?: object,
): Promise<PortalReply> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      // A token follows nobody to another address.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    text = await response.text();
  } catch (error) {
    const cause = Object(error).cause ?? error;
    return {
      message: `${url.origin} does not answer: ${line(
        Object(cause).message ?? cause,
      )}`,
      isPassing: true,
    };
  }
  const { status } = response;
  const parsed = parse(text);
  if (response.ok) {
    const answer = readAnswer(parsed);
    return answer
      ? { answer, message: answer.message, isPassing: false }
      : {
          message: `${url.origin} did not answer as Groundwork does. Is it the address of the portal's backend?`,
          isPassing: false,
        };
  }
  const seconds = Number(response.headers.get('retry-after'));
  const { error } = Object(parsed) as { error?: { message?: unknown } };
  return {
    message: line(
      error?.message ?? `${url.origin} answered with status ${status}`,
    ),
    isPassing: status === 429 || status >= 500,
    ...(seconds > 0 ? { retryAfter: seconds * 1000 } : {}),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
