'use strict';
// A form that asks for a passkey is sent with what the browser gives, or with the name of its error; the server words it.
// A browser that knows none sends it as it is, and is told what else there is.

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async (event) => {
    const { credential } = form.elements;
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    event.preventDefault();
    credential.value = await ask(form.dataset.passkey, JSON.parse(form.dataset.options).publicKey);
    form.submit();
  });
}

async function ask(act, options) {
  const from = (parse) => ({ publicKey: window.PublicKeyCredential[parse](options) });
  try {
    const given = act === 'add'
      ? await navigator.credentials.create(from('parseCreationOptionsFromJSON'))
      : await navigator.credentials.get(from('parseRequestOptionsFromJSON'));
    return JSON.stringify(given.toJSON());
  } catch (error) {
    return error.name;
  }
}
