flat in vec4 frame;
flat in vec4 faceLight;
flat in vec4 faceColour;
flat in vec4 faceStorey;
flat in vec4 faceSide;
#ifdef TWO_SIDED
flat in vec2 faceBehind;
#endif
in vec4 wall;
in vec3 shade;
#ifdef PAINTED
in vec2 texCoord;
flat in vec4 place;
uniform sampler2D paintTexture;
#endif

out vec4 fragColour;

// Share of a pixel of width w that lies in the first `duty` of each unit of x: a box filter, exact at any distance.
vec2 pulse(vec2 x, vec2 duty, vec2 w)
{
    vec2 a = x + 0.5 * w, b = x - 0.5 * w;
    vec2 fa = floor(a), fb = floor(b);
    return ((fa - fb) * duty + min(a - fa, duty) - min(b - fb, duty)) / w;
}

float hash(vec2 p)
{
    vec3 q = fract(vec3(p.xyx) * 0.1031);
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
}

void main()
{
    vec2 most = faceLight.xy;
    vec3 at = vec3(shade.xy + faceSide.zw, shade.z);
#ifdef TWO_SIDED
    if (!gl_FrontFacing) {
        most = faceBehind;
        at.xy -= 2.0 * faceSide.zw;
    }
#endif
    float lightness = dot(most, openness(at, frame.z));
    vec3 colour = faceColour.rgb;
    float chosen = step(1.5, faceColour.a);
    bool isWall = faceColour.a - 2.0 * chosen > 0.5;
    vec3 glow = accent * (0.16 * chosen);
#ifdef PAINTED
    vec2 size = vec2(textureSize(paintTexture, 0)) * abs(place.zw);
    vec2 dx = dFdx(texCoord) * size, dy = dFdy(texCoord) * size;
    float level = clamp(0.5 * log2(max(max(dot(dx, dx), dot(dy, dy)), 1e-8)) - 0.4, 0.0, 4.0);
    vec2 within = place.w < 0.0 ? fract(texCoord) : clamp(texCoord, 0.0, 1.0);
    vec4 paint = textureLod(paintTexture, place.xy + within * abs(place.zw), level);
    if (paint.a < 0.35)
        discard;
    colour = mix(paint.rgb * modelTone, colour, faceLight.z);
    isWall = false;
#endif

    float above = wall.z - faceStorey.x;
    lightness *= 0.74 + 0.26 * clamp(above * 0.09, 0.0, 1.0);

    if (isWall) {
        vec2 cell = vec2(dot(wall.xy, faceSide.xy) + faceStorey.w, above * faceStorey.z);
        vec2 width = max(fwidth(cell), vec2(1e-4));
        vec2 window = pulse(cell - vec2(0.2, 0.30), vec2(0.60, 0.50), width);
        float has = step(cell.y, (faceStorey.y - faceStorey.x) * faceStorey.z - 0.12) * step(0.0, cell.y);
        float pane = window.x * window.y * has;
        // Slabs read as thin lighter bands between rows of windows.
        float band = window.y * has;
        colour *= 1.0 + 0.10 * (0.5 - band) * has;
        colour = mix(colour, glass.rgb, pane * glass.w);
        float fade = clamp(1.35 - max(width.x, width.y) * 2.0, 0.0, 1.0);
        if (lamp.w > 0.0 && fade > 0.0) {
            float dice = hash(floor(cell - vec2(0.2, 0.30)) + faceLight.w * 613.0);
            float on = step(dice, faceLight.z);
            glow += lamp.rgb * (lamp.w * pane * on * fade * (0.55 + 0.45 * fract(dice * 57.0)));
        }
        // The upper edge is a little lighter, as is a cornice in the sun.
        float edge = 1.0 - clamp((faceStorey.y - wall.z) / max(0.7, fwidth(wall.z) * 1.2), 0.0, 1.0);
        lightness *= 1.0 + edgeGain * edge;
    }
    fragColour = vec4(finishAt(colour * lightness + glow, wall.w, gl_FragCoord.xy * frame.xy), frame.w);
}
