import https from 'node:https';

/**
 * Creates objects of YAML files, with their statuses, as somebody else's controllers would have left them.
 *
 * @param {{ url: string, caData?: string, token: string }} cluster
 * @param {Array<{ apiVersion: string, kind: string, metadata: { name: string, namespace?: string }, status?: object }>} objects
 */
export async function applyObjects(cluster, objects) {
  for (const object of objects) {
    const { status } = object;
    const path = pathOf(object);
    const made = await send(cluster, 'POST', path, object);
    // There already: from a run before.
    if (made !== 201 && made !== 409) {
      throw new Error(`${path} ${object.metadata.name}: status ${made}`);
    }
    if (status) {
      const place = `${path}/${object.metadata.name}/status`;
      const told = await send(cluster, 'PATCH', place, { status });
      // Kinds without a status of their own took it with the rest.
      if (told !== 200 && told !== 405) {
        throw new Error(`${place}: status ${told}`);
      }
    }
  }
}

function pathOf({ apiVersion, kind, metadata }) {
  const plural = kind.toLowerCase().replace(/([^aeiou])y$/, '$1ie');
  return [
    apiVersion.includes('/') ? '/apis' : '/api',
    apiVersion,
    ...(metadata.namespace ? ['namespaces', metadata.namespace] : []),
    `${plural}s`,
  ].join('/');
}

function send({ url, caData, token }, method, path, body) {
  return new Promise((resolve, reject) => {
    const request = https.request(`${url}${path}`, {
      method,
      ca: caData && Buffer.from(caData, 'base64'),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type':
          method === 'PATCH'
            ? 'application/merge-patch+json'
            : 'application/json',
      },
    });
    request.on('error', reject);
    request.on('response', response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    request.end(JSON.stringify(body));
  });
}
