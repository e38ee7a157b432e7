import { ApiObject, ApiObjectProps, App, Chart } from 'cdk8s';
import { KubernetesObject, schemaSet, validate } from '../src';
import { bundledSchemas } from '../src/validate/bundled';
import { benchPlatform, benchTenant, renderBenchTenant } from './estate';
import { median, print, timeOf } from './measure';

/*
 * One tenant of three environments with route, secret, workload and application: rendered to files and validated by
 * the engine, against cdk8s only synthesising the same objects to YAML. Both in one process, in turns, warm.
 */
const RUNS = 60;
const WARM_UP = 40;

function main(): void {
  const platform = benchPlatform();
  const tenant = benchTenant('payments');
  const schemas = schemaSet(bundledSchemas());
  const objects = renderBenchTenant(tenant, platform).files.flatMap(
    file => file.objects,
  );
  const errors = validate(objects, schemas);
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors, undefined, 2));
  }

  const first = timeOf(() => validate(objects, schemaSet(bundledSchemas())));
  const times = { render: [], validate: [], synthesise: [] } as Record<
    'render' | 'validate' | 'synthesise',
    number[]
  >;
  for (let run = -WARM_UP; run < RUNS; run++) {
    const rendering = timeOf(() => renderBenchTenant(tenant, platform));
    const validating = timeOf(() => validate(objects, schemas));
    const synthesising = timeOf(() => synthesise(objects));
    if (run < 0) {
      continue;
    }
    times.render.push(rendering);
    times.validate.push(validating);
    times.synthesise.push(synthesising);
  }
  const [render, check, synth] = [
    median(times.render),
    median(times.validate),
    median(times.synthesise),
  ];
  print(`one tenant, ${objects.length} objects, median of ${RUNS}`);
  print(`  engine, rendered and validated  ${(render + check).toFixed(1)} ms`);
  print(`    rendered                      ${render.toFixed(1)} ms`);
  print(`    validated                     ${check.toFixed(1)} ms`);
  print(`    schemas compiled, first time  ${first.toFixed(0)} ms`);
  print(`  cdk8s, synthesised only         ${synth.toFixed(1)} ms`);
}

function synthesise(objects: readonly KubernetesObject[]): string {
  const app = new App();
  const chart = new Chart(app, 'tenant', { disableResourceNameHashes: true });
  objects.forEach(
    (object, index) =>
      new ApiObject(chart, String(index), object as ApiObjectProps),
  );
  return app.synthYaml();
}

main();
