"""A person at the review page who has a keyboard only: types what the page shows, and goes on."""

from reviewed_reports import VALUES


class Person:
    """Someone who reviews on a page of the browser."""

    def __init__(self, page):
        self.page = page

    def open(self, address):
        self.page.goto(address)
        self.page.locator("#items .here").wait_for()
        return self

    @property
    def token(self):
        return self.page.locator("#items .here .token").inner_text()

    @property
    def place(self):
        """Which number it is."""
        return self.page.locator("#items .here").get_attribute("data-id")

    @property
    def done(self):
        """How many numbers are accounted for, and how many there are."""
        confirmed, _, total = self.page.locator("#counted").inner_text().split()[:3]
        return int(confirmed), int(total)

    @property
    def message(self):
        return self.page.locator("#messages").inner_text()

    @property
    def findings(self):
        return self.page.locator("#items .here .found:not(.soft):not([hidden])").all_inner_texts()

    def press(self, *keys):
        """Press keys, and wait until the server has answered."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.locator("body:not(.busy)").wait_for()

    def type(self, words):
        self.page.keyboard.type(words)

    def decide_once(self):
        """Decide about the number in hand: type its value where one is asked for, then Enter."""
        before = self.token, self.done
        if self.page.locator("#value-typed").count():
            self.type(VALUES[self.token])
        self.press("Enter")
        self.page.wait_for_timeout(20)
        assert self.findings == [], before

    def decide_all(self):
        """Decide until nothing is left."""
        for _ in range(100):
            confirmed, total = self.done
            if confirmed == total:
                return
            self.decide_once()
        raise AssertionError(f"after 100 decisions {self.done} are accounted for")
