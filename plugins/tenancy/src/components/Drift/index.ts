export { DriftNote } from './DriftNote';
