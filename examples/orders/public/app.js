// The page: signs in by the authorization code flow with PKCE (redirect), calls the API with the access token MSAL keeps, and
// shows what the tokens say. It reads its ID token; the access token is the API's to read, so it asks the API for that.
// Consent is asked for when it is needed: to read on signing in, to order with the first order.
const { msal, msalRedirectBridge } = globalThis;
const element = (id) => document.getElementById(id);

function show(account) {
  element('welcome').hidden = account !== null;
  element('workspace').hidden = account === null;
  element('session').hidden = account === null;
  if (account === null) return;
  element('user').textContent = account.name || account.username;
  element('user').title = account.username;
  showClaims('id-claims', account.idTokenClaims ?? {});
}

function report(message) {
  element('status').textContent = message;
  element('status').hidden = message === '';
}

const unreachable = new Set([
  'openid_config_error',
  'endpoints_resolution_error',
  'network_error',
  'post_request_failed',
]);

/** What to tell about a failure; to a browser, a certificate it does not trust is the same as no server at all. */
function explain(error) {
  if (!(error instanceof Error)) return String(error);
  if (!unreachable.has(error.errorCode)) return error.message;
  return `The token service cannot be reached. Does it run, and does this browser trust its certificate? (${error.message})`;
}

/** Runs what a button asks for: once at a time, and its failure is told. */
function onAction(target, event, button, action) {
  target.addEventListener(event, async (happening) => {
    happening.preventDefault();
    report('');
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      report(explain(error));
    } finally {
      button.disabled = false;
    }
  });
}

const times = new Set(['exp', 'iat', 'nbf', 'auth_time']);
/** What an API decides by. */
const permissions = new Set(['scp', 'roles']);

function showClaims(id, claims) {
  const rows = Object.entries(claims).flatMap(([name, value]) => {
    const term = document.createElement('dt');
    const description = document.createElement('dd');
    term.textContent = name;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    description.textContent = times.has(name) ? `${text} (${new Date(value * 1000).toLocaleString()})` : text;
    if (permissions.has(name)) description.className = 'permission';
    return [term, description];
  });
  element(id).replaceChildren(...rows);
}

function showOrders(orders) {
  const rows = orders.map((order) => {
    const row = document.createElement('li');
    const what = document.createElement('span');
    const chip = document.createElement('span');
    what.textContent = `${order.quantity} × ${order.item}`;
    chip.textContent = order.status;
    chip.className = `chip ${order.status === 'open' ? 'open' : 'processed'}`;
    row.append(what, chip);
    return row;
  });
  element('orders').replaceChildren(...rows);
  element('no-orders').hidden = rows.length > 0;
}

/** The access token for a scope: from the cache or by refresh; where the user is needed, by going to sign in. */
async function getToken(client, scope) {
  const request = { scopes: [scope], account: client.getActiveAccount() };
  try {
    return (await client.acquireTokenSilent(request)).accessToken;
  } catch (error) {
    if (!(error instanceof msal.InteractionRequiredAuthError)) throw error;
    await client.acquireTokenRedirect(request);
    // The browser is leaving this page: whoever waits goes on when it comes back.
    return new Promise(() => undefined);
  }
}

async function callApi(client, config, scope, path, body) {
  const token = await getToken(client, scope);
  const response = await fetch(`${config.apiUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`The API answered ${response.status}: ${answer.error_description ?? answer.error}`);
  return answer;
}

const draftKey = 'orders.draft';

function wire(client, config) {
  const list = async () => {
    showOrders((await callApi(client, config, config.readScope, '/orders')).value);
    showClaims('access-claims', (await callApi(client, config, config.readScope, '/whoami')).claims);
  };
  const create = async () => {
    const order = { item: element('item').value, quantity: element('quantity').valueAsNumber };
    // The first order leads through the consent page, and must not be lost on the way.
    sessionStorage.setItem(draftKey, JSON.stringify(order));
    await callApi(client, config, config.writeScope, '/orders', order);
    sessionStorage.removeItem(draftKey);
    element('order-form').reset();
    await list();
  };
  const signIn = () => client.loginRedirect({ scopes: ['openid', 'profile', config.readScope] });
  onAction(element('sign-in'), 'click', element('sign-in'), signIn);
  const signOut = () => {
    sessionStorage.removeItem(draftKey);
    const account = client.getActiveAccount();
    // The ID token proves whose session it is, so that nobody is asked whether they mean it.
    return client.logoutRedirect({ account, ...(account?.idToken ? { idTokenHint: account.idToken } : {}) });
  };
  onAction(element('sign-out'), 'click', element('sign-out'), signOut);
  onAction(element('list-orders'), 'click', element('list-orders'), list);
  onAction(element('order-form'), 'submit', element('create-order'), create);
  return { list, create };
}

/** Fills in the order that was under way when the browser left for the consent page. @returns whether there was one */
function restoreDraft() {
  const draft = sessionStorage.getItem(draftKey);
  if (draft === null) return false;
  sessionStorage.removeItem(draftKey);
  const { item, quantity } = JSON.parse(draft);
  element('item').value = item;
  element('quantity').value = quantity;
  return true;
}

async function start() {
  const config = await (await fetch('/config.json')).json();
  const client = new msal.PublicClientApplication({
    auth: {
      clientId: config.clientId,
      authority: config.authority,
      knownAuthorities: config.knownAuthorities,
      redirectUri: window.location.origin,
      postLogoutRedirectUri: window.location.origin,
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  await client.initialize();
  const { list, create } = wire(client, config);
  let failure = '';
  let cameBack = false;
  try {
    const result = await client.handleRedirectPromise();
    if (result !== null) client.setActiveAccount(result.account);
    cameBack = result !== null;
  } catch (error) {
    failure = explain(error);
  }
  client.setActiveAccount(client.getActiveAccount() ?? client.getAllAccounts()[0] ?? null);
  show(client.getActiveAccount());
  report(failure);
  if (client.getActiveAccount() === null) return;
  // With a consent the order goes on by itself; without one it is at least not lost.
  if (restoreDraft() && cameBack) await create();
  else await list();
}

// In the hidden frame by which MSAL renews a session, this page only hands the answer to the page around it.
if (window.parent === window) {
  start().catch((error) => report(explain(error)));
  // Back from the sign-in page by the browser's button: this page as it was would still wait for an answer.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
} else await msalRedirectBridge.broadcastResponseToMainFrame();
