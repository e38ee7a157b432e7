import fs from 'node:fs';
import path from 'node:path';
import { circlesIn, importsOf } from '../circles.mjs';
import { inRoot } from '../paths.mjs';

/** No files of a package import each other in a circle: each can be read, and moved, by itself. */
export function* circles() {
  for (const part of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(inRoot(part))) {
      const source = inRoot(part, name, 'src');
      if (!fs.existsSync(source)) {
        continue;
      }
      for (const circle of circlesIn(importsOf(source))) {
        yield `${part}/${name} has files that import each other in a circle: ${circle
          .map(file => path.relative(source, file))
          .join(', ')}`;
      }
    }
  }
}
