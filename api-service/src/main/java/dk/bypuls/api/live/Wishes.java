package dk.bypuls.api.live;

import dk.bypuls.api.registryview.Visitor;

/** What a client wants to hear. Equal wishes want the same. */
interface Wishes {

  /** Whether it wants an event of that kind about that. */
  boolean want(LiveEvent.Kind kind, LiveEvent.Subject subject);

  /** Who the client is: what it may hear is looked up each time. */
  Visitor visitor();
}
