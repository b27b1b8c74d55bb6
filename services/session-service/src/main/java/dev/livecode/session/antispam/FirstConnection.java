package dev.livecode.session.antispam;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Connects to Redis before the service takes anything on, so that the first run need not, and so
 * that a password that is refused ends the start.
 */
@Component
class FirstConnection implements SmartInitializingSingleton {

  private final BucketStore store;

  FirstConnection(BucketStore store) {
    this.store = store;
  }

  @Override
  public void afterSingletonsInstantiated() {
    store.prepare();
  }
}
