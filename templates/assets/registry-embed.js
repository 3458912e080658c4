/* Shows the registry of official accounts on a page of another site: <div data-otklik-registry>link</div> and this script. */
(function () {
  'use strict';
  var script = document.currentScript;
  if (!script || !window.fetch) return;
  var base = new URL(script.src).origin;

  function element(name, text, parent) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function show(place, registry) {
    // Whatever the page had there, the link too, stays until there is something to show instead.
    var list = element('ul', '', null);
    list.className = 'otklik-registry';
    var item = null;
    var owner;
    registry.accounts.forEach(function (account) {
      if (!item || owner !== account.authority.name) {
        owner = account.authority.name;
        var part = element('li', '', list);
        element('strong', owner, part);
        item = element('ul', '', part);
      }
      var row = element('li', account.networkName + ': ', item);
      var link = element('a', account.name, row);
      if (/^https?:\/\//.test(account.url)) link.href = account.url;
      link.rel = 'external noopener';
    });
    while (place.firstChild) place.removeChild(place.firstChild);
    place.appendChild(list);
    var source = element('a', registry.title, element('p', '', place));
    source.href = base + '/registry';
  }

  function load(place) {
    var question = new URLSearchParams();
    if (place.dataset.authority) question.set('authority', place.dataset.authority);
    if (place.dataset.network) question.set('network', place.dataset.network);
    fetch(base + '/registry.json?' + question)
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (registry) { show(place, registry); })
      .catch(function () { /* The link that stands there is what is left. */ });
  }

  function start() {
    Array.prototype.forEach.call(document.querySelectorAll('[data-otklik-registry]'), load);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
