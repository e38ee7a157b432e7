/** What forms need of the engine; named one by one, so that a bundler leaves out the rest. */
export {
  checkRequestText,
  lineOfField,
  requestJsonSchemas,
  writeYaml,
} from '@groundwork/engine';
