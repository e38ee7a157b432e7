import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { listOptions } from './ListOptions';
import { newResource } from './builtinResources';
import { Presenter } from './present';
import { Store } from './Store';
import { watch } from './watch';

describe('watch', () => {
  afterEach(() => jest.useRealTimers());

  it('writes nothing once its time is over, however late the client leaves', () => {
    jest.useFakeTimers();
    const store = new Store(undefined, 1000);
    const resource = newResource({
      group: '',
      version: 'v1',
      kind: 'ConfigMap',
      plural: 'configmaps',
    });
    // Without a socket it never closes, as if the client read nothing.
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    const broken: unknown[] = [];
    response.on('error', error => broken.push(error));
    const query = 'watch=true&allowWatchBookmarks=true&timeoutSeconds=4';
    watch(
      store,
      {
        resource,
        selector: () => true,
        options: listOptions(new URLSearchParams(query), true),
        presenter: new Presenter(resource),
      },
      response,
    );

    jest.advanceTimersByTime(60_000);
    store.put('/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'late', namespace: 'default' },
    });
    jest.advanceTimersByTime(60_000);
    jest.useRealTimers();

    expect(response.writableEnded).toBe(true);
    return new Promise(resolve => {
      setImmediate(resolve);
    }).then(() => expect(broken).toEqual([]));
  });
});
