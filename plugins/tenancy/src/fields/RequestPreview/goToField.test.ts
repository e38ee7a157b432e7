import { goToField } from './goToField';

const place = { field: 'port', title: 'Port', page: 'The container', step: 1 };

describe('goToField', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    Element.prototype.scrollIntoView = jest.fn();
  });
  afterEach(() => jest.useRealTimers());

  it('opens the page of the field and puts the cursor into it', () => {
    const opened = jest.fn();
    document.body.innerHTML = `
      <div class="MuiStepper-root">
        <span class="MuiStepLabel-root">One</span>
        <span class="MuiStepLabel-root" id="two">Two</span>
      </div>
      <input id="root_port" />`;
    document.getElementById('two')?.addEventListener('click', opened);
    goToField(place);
    expect(opened).toHaveBeenCalledTimes(1);
    jest.runAllTimers();
    expect(document.getElementById('root_port')).toHaveFocus();
  });

  it('goes to the first input of a field that has several', () => {
    document.body.innerHTML =
      '<fieldset id="root_port"><p>Ports</p><input id="first" /><input /></fieldset>';
    goToField(place);
    jest.runAllTimers();
    expect(document.getElementById('first')).toHaveFocus();
  });

  it('does nothing where the field is not drawn', () => {
    document.body.innerHTML = '';
    goToField(place);
    expect(() => jest.runAllTimers()).not.toThrow();
  });
});
