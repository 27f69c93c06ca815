/* Search from disk: browsers refuse workers on file: pages, so the search's worker runs in a hidden frame instead. */
(function () {
  "use strict";
  if (location.protocol !== "file:") { return; }

  function IFrameWorker(url) {
    var self = this, frame = document.createElement("iframe"), waiting = [], ready = false, target = new EventTarget();
    frame.hidden = true;
    document.body.appendChild(frame);
    var inner = frame.contentWindow;
    self.onmessage = null;
    self.addEventListener = target.addEventListener.bind(target);
    self.removeEventListener = target.removeEventListener.bind(target);
    self.dispatchEvent = target.dispatchEvent.bind(target);
    self.terminate = function () { frame.remove(); };
    self.postMessage = function (data) {
      if (ready) { inner.dispatchEvent(new MessageEvent("message", { data: data })); } else { waiting.push(data); }
    };
    function load(address) {
      return new Promise(function (done, failed) {
        var script = inner.document.createElement("script");
        script.src = new URL(address, document.baseURI).href;
        script.onload = done;
        script.onerror = failed;
        inner.document.body.appendChild(script);
      });
    }
    inner.document.open();
    inner.document.write("<html><body></body></html>");
    inner.document.close();
    inner.postMessage = function (data) {
      var event = new MessageEvent("message", { data: data });
      target.dispatchEvent(event);
      if (self.onmessage) { self.onmessage(event); }
    };
    inner.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, address) {
        return before.then(function () { return load(address); });
      }, Promise.resolve());
    };
    load(url).then(function () {
      ready = true;
      waiting.forEach(self.postMessage);
    });
  }

  window.IFrameWorker = window.Worker = IFrameWorker;
}());
