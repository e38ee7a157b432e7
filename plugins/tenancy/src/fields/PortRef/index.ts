export { portRefFieldOptions, portRefField } from './PortRef';
