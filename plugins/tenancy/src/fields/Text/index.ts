export { textFieldOptions, textField } from './Text';
