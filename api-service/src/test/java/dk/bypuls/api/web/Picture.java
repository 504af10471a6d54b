package dk.bypuls.api.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** What can be told of a picture of a page. */
final class Picture {

  private static final int COLOUR = 0xffffff;

  private Picture() {}

  /** How much of it is of that colour. */
  static double shareOf(int colour, byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    long found = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        found += (picture.getRGB(x, y) & COLOUR) == colour ? 1 : 0;
      }
    }
    return (double) found / picture.getWidth() / picture.getHeight();
  }
}
