import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../src/model';
import { uncheckedRules } from '../src/validate/__fixtures__/uncheckedRules';

/*
 * Evaluates all CEL rules of the CustomResourceDefinitions in a folder on random values, and names those that the
 * engine cannot check. Exits with 1 when there is one.
 *
 * node --require @backstage/cli/config/nodeTransform.cjs scripts/checkRules.ts DIR
 */
function main(folder: string): void {
  let sites = 0;
  let failed = 0;
  for (const file of yamlFiles(folder)) {
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const object = document.toJS() as KubernetesObject | undefined;
      if (object?.kind !== 'CustomResourceDefinition') {
        continue;
      }
      const { rules, unchecked } = uncheckedRules(object, 30);
      sites += rules;
      failed += unchecked.length;
      unchecked.forEach(problem =>
        process.stdout.write(`${file}: ${problem}\n`),
      );
    }
  }
  process.stdout.write(`${sites} rules, ${failed} could not be checked\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function yamlFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return path.endsWith('.yaml') ? [path] : [];
  }
  return readdirSync(path).flatMap(name => yamlFiles(join(path, name)));
}

main(process.argv[2]);
